/** What a part of an add-on declares of itself: the tables of the base are merged from these. */
export type Declaration = {
  /** The codes that it throws, or shows a page for. */
  errors?: readonly string[]
}

/** Kinds of names, each of which may be declared once. */
type Kind = 'errors'

/** The names of one kind in a declaration, or in any of a union of them. */
export type NamesIn<D, K extends Kind> = D extends { [Key in K]: readonly (infer Name extends string)[] } ? Name : never

/** Checks a declaration and gives it as it is written, its names as literals. */
export const declare = <const D extends Declaration>(declared: D): D => declared
