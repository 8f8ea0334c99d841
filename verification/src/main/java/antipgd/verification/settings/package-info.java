/** What a user types: names of constants, and what values settings may have. */
package antipgd.verification.settings;
