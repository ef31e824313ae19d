import { searchKey } from '#lib/kernel/text.ts'
import type { NamedSlug } from '#lib/shipping/index.ts'

/** The slug of a city that somebody typed: by its Persian name, however it is spelt, or as Divar's addresses have it. */
export const slugOfCity = (cities: readonly NamedSlug[], typed: string): string | undefined =>
  cities.find(({ slug, display }) => slug === typed || searchKey(display) === searchKey(typed))?.slug
