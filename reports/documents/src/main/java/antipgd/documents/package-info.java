// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/**
 * The result files of this project. Each kind of document is a record, bound to its JSON by
 * Jackson, and whoever writes a document and whoever reads it use the same record. {@link
 * antipgd.documents.DocumentKind} lists the kinds, {@link antipgd.documents.ResultDocument} reads
 * and writes them, and {@code docs/file-formats.md} says what their fields mean.
 */
package antipgd.documents;
