import { z } from 'zod'
import { findContact } from '#lib/kernel/contacts.ts'
import { jalaliDate } from '#lib/kernel/jalali-date.ts'
import { instantOfJalali, weekdays } from '#lib/kernel/tehran.ts'
import { cleanText } from '#lib/kernel/text.ts'
import { maxToman } from '#lib/kernel/toman.ts'
import { plainCode } from '#lib/kernel/typed.ts'
import { priceListSchema, type Service, sampleTariff, services, type Tariff } from '#lib/shipping/index.ts'
import { areApart, spanSchema } from './hours.ts'
import { logoSchema } from './logo.ts'
import { pickupSchema } from './pickup.ts'

const sentence = (max: number) =>
  z
    .string()
    .transform((text) => cleanText(text, { max: max + 1 }))
    .refine((text) => text !== '', 'must not be empty: write null where there is nothing to say')
    .refine((text) => Array.from(text).length <= max, `at most ${max} characters`)

/** What stands in chats, too, where a number or a link would be taken for an advertisement. */
const named = (max: number) =>
  sentence(max).refine((text) => findContact(text) === null, 'no phone number and no link in here')

const day = z.array(spanSchema).max(6).refine(areApart, 'two spans share a minute')

const moment = z.string().transform((text, context) => {
  const found = instantOfJalali(text)
  if (found) return found
  context.addIssue({ code: 'custom', message: `"${text}" is no time in Tehran: write "1405-01-01 09:00"` })
  return z.NEVER
})

const cities = z.union([z.literal('all'), z.array(z.string().regex(/^[a-z0-9-]{1,60}$/)).min(1)], {
  error: 'write "all", or a list of cities by their Latin names in Divar\'s addresses, such as "tehran"',
})
const served = cities.transform((list) => (list === 'all' ? null : list))

const phone = z
  .string()
  .transform((text) => plainCode(text).replace(/^(?:00)?980?(?=\d{10}$)/, '0'))
  .refine(
    (text) => /^(0\d{10}|\d{4,5})$/.test(text),
    'no phone of Iran: write "021-91001234", "0912…" or a short number',
  )

const support = z
  .string()
  .refine(
    (text) => /^https:\/\/\S{3,200}$|^[^\s@]{1,64}@[^\s@]{1,64}\.[a-z]{2,}$/i.test(text),
    'an https address or an e-mail',
  )

const priceList = z.union([z.literal('sample'), z.looseObject({})], {
  error: 'write a price list, or "sample" for the made-up prices of the demo',
})

const tariff = priceList.transform((given, context) => {
  if (given === 'sample') return sampleList()
  const parsed = priceListSchema.safeParse(given)
  if (parsed.success) return parsed.data
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message })
  return z.NEVER
})

function sampleList() {
  const { version: _, area: _a, off: _o, ...list } = sampleTariff
  return list
}

const onOff = z.strictObject(
  Object.fromEntries(services.map((name) => [name, z.boolean()])) as Record<Service, z.ZodBoolean>,
)
const week = z.strictObject(
  Object.fromEntries(weekdays.map((name) => [name, day])) as Record<(typeof weekdays)[number], typeof day>,
)

const businessSchema = z
  .strictObject({
    name: named(40).refine((text) => Array.from(text).length >= 2, 'at least 2 characters'),
    phone: phone.nullable(),
    support: support.nullable(),
    // A version written before there were logos has none.
    logo: logoSchema.nullable().default(null),
    area: z.strictObject({ pickup: served, dropoff: served }),
    hours: week,
    closedDays: z.array(jalaliDate).max(400),
    bookingWhileClosed: z.boolean(),
    pause: z.strictObject({ reason: named(120), until: moment.nullable(), booking: z.boolean() }).nullable(),
    services: onOff,
    pickup: pickupSchema,
    // A version written before there were codes demands none.
    handoverCode: z.enum(['optional', 'required']).default('optional'),
    liability: sentence(300).nullable(),
    // A version written before there were declared values names no sum.
    maximumLiability: z.int().min(1).max(maxToman).nullable().default(null),
    // A version written before they were asked for says nothing of them.
    processors: z
      .array(z.strictObject({ name: named(60), receives: sentence(200), why: sentence(200) }))
      .max(20)
      .nullable()
      .default(null),
    // Off, until somebody asks for it: pages then load nothing more and say nothing of themselves.
    measurePages: z.boolean().default(false),
    tariff,
  })
  .superRefine((business, context) => {
    const priced = business.tariff.services.map(({ service }) => service)
    for (const service of services.filter((name) => business.services[name] && !priced.includes(name))) {
      context.addIssue({
        code: 'custom',
        path: ['services', service],
        message: 'is on, and the tariff has no prices for it',
      })
    }
    if (!services.some((name) => business.services[name])) {
      context.addIssue({
        code: 'custom',
        path: ['services'],
        message: 'no service is on: to take no bookings, write a pause',
      })
    }
  })

/**
 * The courier business that runs this Peyk. Cities are Divar's slugs, null being every city; hours are Tehran's; prices
 * are whole tomans.
 */
export type Business = z.output<typeof businessSchema>

/** What is wrong in a file, and where: `hours.friday[0]`. */
export type Fault = { path: string; message: string }

/** Reads what a person wrote. Every fault is named at once, with its path. */
export function parseBusiness(data: unknown): { ok: true; business: Business } | { ok: false; faults: Fault[] } {
  const parsed = businessSchema.safeParse(data)
  if (parsed.success) return { ok: true, business: parsed.data }
  const faults = parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), message }))
  return { ok: false, faults }
}

const pathText = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text && '.'}${String(part)}`),
    '',
  ) || 'the file'

/** What a person wrote, with the prices written out: as it is stored, so that a version means the same for ever. */
export const writtenOut = (data: Record<string, unknown>, { tariff }: Business): Record<string, unknown> => ({
  ...data,
  tariff,
})

/** A version of the business. Number 0 is the one that nobody wrote. */
export type Version = { number: number; business: Business }

/** The tariff of a version: its own prices, or those of an earlier one, under what is offered now. */
export function tariffOf({ number, business }: Version, prices: Version | null = null): Tariff {
  const off = services.filter((service) => !business.services[service])
  return { ...(prices ?? { business }).business.tariff, version: prices?.number ?? number, area: business.area, off }
}
