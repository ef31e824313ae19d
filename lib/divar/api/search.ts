import { InvalidInputError } from '../errors.ts'
import { type Fields, optionalFieldsIn, readNumber, readOptionalText } from '../fields.ts'
import type { CallOptions } from '../http.ts'
import { idRules, type PostToken } from '../ids.ts'
import { readInstant } from '../instant.ts'
import { type ApiConfig, askJson } from './api-call.ts'
import { postsIn, readTitle } from './post-fields.ts'

/** Whole numbers, both ends included; money and areas in the unit of the category, which Divar does not state. */
export type NumberRange = { min?: number; max?: number }

/** What is left out does not narrow the search. `filters` are those that the category has. */
export type PostSearch = {
  category?: string
  city?: string
  districts?: readonly string[]
  filters?: {
    brandModels?: readonly string[]
    rooms?: readonly string[]
    onlyWithParking?: boolean
    credit?: NumberRange
    rent?: NumberRange
    size?: NumberRange
    productionYear?: NumberRange
    usage?: NumberRange
  }
}

/** `price.mode` is a Persian word, and its unit is not stated. */
export type FoundPost = {
  token: PostToken
  title: string | null
  category: string | null
  city: string | null
  lastModifiedAt: Date | null
  price: { mode: string | null; value: number | null } | null
}

/**
 * Published posts, the last modified first. Permission `SEARCH_POST`; no scope. Divar lets an app search 100 times in
 * all, in production too. An entry without a usable token is left out; a bound that is no whole number never leaves:
 * `InvalidInputError`. Throws the errors of Divar, too. Contract §7.8 and §12.
 */
export async function searchPosts(config: ApiConfig, search: PostSearch, options?: CallOptions): Promise<FoundPost[]> {
  const operation = 'search_posts'
  const body = await askJson(config, {
    operation,
    path: '/v2/open-platform/finder/post',
    json: bodyOf(search),
    options,
  })
  return postsIn(operation, body, readFound)
}

const readFound = (fields: Fields): Omit<FoundPost, 'token'> => {
  const price = optionalFieldsIn(fields, 'price')
  return {
    title: readTitle(fields),
    category: readOptionalText(fields, 'category', idRules.slug),
    city: readOptionalText(fields, 'city', idRules.slug),
    lastModifiedAt: readInstant(fields.own.get('last_modified_at')),
    price:
      price.own.size === 0
        ? null
        : { mode: readOptionalText(price, 'mode', { max: 64 }), value: readNumber(price, 'value') },
  }
}

function bodyOf({ category, city, districts, filters }: PostSearch): object {
  const query = filters && {
    brand_model: filters.brandModels,
    rooms: filters.rooms,
    only_with_parking: filters.onlyWithParking,
    credit: rangeOf(filters.credit),
    rent: rangeOf(filters.rent),
    size: rangeOf(filters.size),
    production_year: rangeOf(filters.productionYear),
    usage: rangeOf(filters.usage),
  }
  return { category, city, districts, query }
}

/** 64-bit numbers go as texts. Contract §14, row 60. */
function rangeOf(range: NumberRange | undefined): { min?: string; max?: string } | undefined {
  if (range === undefined) return undefined
  const bounds = Object.entries({ min: range.min, max: range.max }).filter(([, bound]) => bound !== undefined)
  if (bounds.some(([, bound]) => !Number.isSafeInteger(bound))) {
    throw new InvalidInputError('search_posts', 'a bound of a range is no whole number')
  }
  return Object.fromEntries(bounds.map(([name, bound]) => [name, String(bound)]))
}
