/** Fields of the desk that no page draws again, not even the one that says what was wrong. */
export const secretFields: readonly string[] = ['password', 'code', 'recovery', 'response']
