/**
 * The program: commands that list claims, put them on trial, and explore landscapes and noise with
 * the user's own settings.
 */
package antipgd.verification.cli;
