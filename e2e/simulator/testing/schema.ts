import { isObject } from '../http.ts'

export type Schema = {
  $ref?: string
  type?: string
  format?: string
  enum?: string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}

/** Where a value is not what the schema says, by its path; empty: it fits. Fields that the schema lacks are faults. */
export function misfits(schemas: Record<string, Schema>, schema: Schema, value: unknown, at = '$'): string[] {
  if (schema.$ref) return misfits(schemas, schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, value, at)
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${at} is no list`]
    return value.flatMap((item, index) => misfits(schemas, schema.items ?? {}, item, `${at}[${index}]`))
  }
  if (schema.type === 'object') return misfitsOfObject(schemas, schema, value, at)
  if (schema.type === 'integer') return Number.isInteger(value) ? [] : [`${at} is no whole number`]
  if (schema.type !== undefined && typeof value !== schema.type) return [`${at} is no ${schema.type}`]
  if (schema.enum && !schema.enum.includes(String(value))) return [`${at} is ${value}, none of the enum`]
  if (schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value))) return [`${at} is no time`]
  if (/^u?int64$/.test(schema.format ?? '') && !/^-?\d+$/.test(String(value))) return [`${at} is no number`]
  return []
}

function misfitsOfObject(schemas: Record<string, Schema>, schema: Schema, value: unknown, at: string): string[] {
  if (!isObject(value)) return [`${at} is no object`]
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`)
  const { properties } = schema
  if (!properties) return missing
  return Object.entries(value).reduce((found, [name, part]) => {
    const known = properties[name]
    return found.concat(known ? misfits(schemas, known, part, `${at}.${name}`) : [`${at}.${name} is unknown`])
  }, missing)
}
