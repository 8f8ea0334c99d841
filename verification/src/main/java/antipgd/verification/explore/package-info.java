/** Explorers: commands that run descents with the user's own settings. */
package antipgd.verification.explore;
