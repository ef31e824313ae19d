import 'server-only'
import { redirect } from 'next/navigation'
import { readVersion, unsetVersion } from '#lib/business/index.ts'
import { baseOf, businessToEdit, editBusiness } from '#lib/desk/index.ts'
import { businessFault, businessFormTexts, missingTexts, partsOf, weekdayLabels } from '#lib/fa/business-form-texts.ts'
import { serviceLabels } from '#lib/fa/labels.ts'
import { deskProblems } from '#lib/fa/staff-texts.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { weekdays } from '#lib/kernel/tehran.ts'
import { services } from '#lib/shipping/index.ts'
import { logoHref } from '../business/logo.ts'
import { filledForm } from '../views/display.ts'
import type { DeskActionHere } from './action.ts'
import { dataOf, fieldOfFault, fieldsOf } from './business-form.ts'
import type { StaffHere } from './session.ts'

/** The business's form as it was written last; null: not for this role. */
export async function businessView({ app, staff }: StaffHere) {
  const found = await businessToEdit(app.desk, staff)
  if (found.kind !== 'business') return null
  const { written, missing } = found
  return {
    base: String(written.number),
    version: written.number === 0 ? null : toPersianDigits(written.number),
    logoHref: logoHref(readVersion(written) ?? unsetVersion),
    missing: missing.map((part) => missingTexts[part]),
    initial: filledForm(fieldsOf(written.data, await app.places.cities())),
    days: weekdays.map((day) => ({ field: `hours_${day}`, label: weekdayLabels[day] })),
    services: services.map((service) => ({ key: service, label: serviceLabels[service] })),
  }
}

/** What is missing in it, for those who may write it. */
export async function missingWarning({ app, staff }: StaffHere): Promise<string[]> {
  const found = await businessToEdit(app.desk, staff)
  return found.kind === 'business' ? found.missing.map((part) => missingTexts[part]) : []
}

/** The version that a form was made of; null: there is none with that number. */
const baseIn = async ({ desk }: DeskActionHere['app'], { base = '' }: Readonly<Record<string, string>>) =>
  /^\d{1,9}$/.test(base) ? await baseOf(desk, Number(base)) : null

/** Writes a version of the business as the form says it, or says beside each field what is wrong in it. */
export async function businessStep({ app, staff, fields, again }: DeskActionHere): Promise<FormState> {
  const base = await baseIn(app, fields)
  if (base === null) return again({}, businessFormTexts.lost)
  const cities = await app.places.cities()
  const data = dataOf(fields, base.data, cities)
  const unknown = unknownIn(data.area)
  if (Object.keys(unknown).length > 0) return again(unknown)
  const edited = await editBusiness(app.desk, staff, { base: base.number, data })
  switch (edited.kind) {
    case 'written':
      return redirect('/desk/business')
    case 'not_allowed':
      return again({}, deskProblems.not_allowed)
    case 'stale': {
      const [before, now] = [fieldsOf(base.data, cities), fieldsOf(edited.now.data, cities)]
      const changed = Object.keys(now).filter((name) => before[name] !== now[name])
      const state = again({}, businessFormTexts.stale(partsOf(changed)))
      // The next time it is knowingly written over that one.
      return { ...state, values: { ...state.values, base: String(edited.now.number) } }
    }
    case 'refused': {
      const named = edited.faults.map(fieldOfFault)
      const faults = Object.fromEntries(named.flatMap((name) => (name === null ? [] : [[name, businessFault(name)]])))
      return again(faults, named.includes(null) ? businessFormTexts.prices : null)
    }
  }
}

/** Writes a version of the business with the logo that was sent, or with none where `isKept` is false. */
export async function logoStep(here: DeskActionHere, isKept: boolean): Promise<FormState> {
  const { app, staff, fields, upload, again } = here
  const base = await baseIn(app, fields)
  if (base === null) return again({}, businessFormTexts.lost)
  const logo = isKept ? await app.desk.cleanLogo(await upload('logo')) : null
  if (isKept && logo === null) return again({ logo: businessFault('logo') })
  const { logo: _, ...rest } = base.data
  const edited = await editBusiness(app.desk, staff, { base: base.number, data: logo ? { ...rest, logo } : rest })
  if (edited.kind === 'written') return redirect('/desk/business')
  if (edited.kind === 'not_allowed') return again({}, deskProblems.not_allowed)
  return again({}, edited.kind === 'stale' ? businessFormTexts.staleLogo : businessFormTexts.prices)
}

/** Cities that are written by no name that Divar's list has, beside their field. One by its address is taken, as by the command. */
function unknownIn(area: unknown): Record<string, string> {
  const faults = Object.entries(area as Record<string, 'all' | string[]>).map(([end, list]) => {
    const unknown = list === 'all' ? [] : list.filter((slug) => !/^[a-z0-9-]+$/.test(slug))
    return [`area_${end}`, unknown] as const
  })
  return Object.fromEntries(
    faults
      .filter(([, unknown]) => unknown.length > 0)
      .map(([field, names]) => [field, businessFormTexts.unknownCity(names)]),
  )
}
