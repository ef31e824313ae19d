/** Of a body that was parsed as JSON. */
export const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** Nothing was sent, in one of the ways that systems send nothing. */
export const isLeftOut = (value: unknown): boolean => value === undefined || value === null || value === ''
