/** What a server action gives back to the form that called it: everything typed, and a Persian sentence per faulty field. */
export type FormState = {
  values: Record<string, string>
  faults: Record<string, string>
  /** A sentence over the form. Pages of other builds read it under this name. */
  notice: string | null
}

export const emptyForm: FormState = { values: {}, faults: {}, notice: null }
