/** Who purges what the catalogue's changes touch; no admin may be called so, or the audit trail could not tell them apart. */
export const CATALOGUE_ACTOR = "catalogue";
