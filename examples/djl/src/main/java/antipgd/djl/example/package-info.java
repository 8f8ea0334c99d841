// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
/** The program that {@code docs/djl.md} quotes. */
package antipgd.djl.example;
