/** What a claim is, and what it is given when it is put on trial. */
package antipgd.verification.trial;
