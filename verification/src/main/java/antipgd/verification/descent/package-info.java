/** Running a rule on a landscape: one chain, or an ensemble of chains side by side. */
package antipgd.verification.descent;
