/** A place as both sides may know it: Divar's slugs of a city and, where the city has them, a district. */
export type Place = { city: string; district: string | null }

/** One entry of Divar's lists of cities and districts. */
export type NamedSlug = { slug: string; display: string }
