/** Why a step could not be performed. */
export interface Stop {
  readonly reason: string;
  /** The page could not be read: that says nothing of the subject. Otherwise the subject did not come to the point where the step is possible. */
  readonly isUnclear: boolean;
  /** The subject need not have what the step works on: the check is skipped. */
  readonly isOptional?: true;
}

/** The subject did not come to the point where the step is possible. */
export function notPossible(reason: string): Stop {
  return { reason, isUnclear: false };
}

/** The suite cannot read what is on the screen. */
export function unclear(reason: string): Stop {
  return { reason, isUnclear: true };
}

/** The subject has not what the step works on, and the guide does not ask for it. */
export function optional(reason: string): Stop {
  return { reason, isUnclear: false, isOptional: true };
}
