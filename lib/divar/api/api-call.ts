import { isDivarApiError } from '../errors.ts'
import { type CallOptions, callForJson, type DivarCall, type HttpConfig } from '../http.ts'
import type { AccessToken } from '../ids.ts'
import type { DivarOperation } from '../operations.ts'

export type ApiConfig = HttpConfig & {
  apiUrl: string
  chatUploadUrl: string
  readTimeoutMs: number
  sendTimeoutMs: number
  uploadTimeoutMs: number
}

type Request = { operation: DivarOperation; path: string; accessToken?: AccessToken; options: CallOptions | undefined }

/** A read of the open API, once and without a retry: the page that waits for it has something to show without it. */
export function getJson(config: ApiConfig, request: Request): Promise<unknown> {
  return callForJson(config, { ...callOf(config, request, config.readTimeoutMs), method: 'GET' })
}

/** A read that goes out as a POST with a JSON body. */
export function askJson(config: ApiConfig, request: Request & { json: unknown }): Promise<unknown> {
  return callForJson(config, { ...callOf(config, request, config.readTimeoutMs), method: 'POST', json: request.json })
}

/** What Divar says there is none of, as null. */
export async function nullIfNotFound(answer: Promise<unknown>): Promise<unknown> {
  return await answer.catch((error: unknown) => {
    if (isDivarApiError(error) && error.httpStatus === 404) return null
    throw error
  })
}

/** A write to the open API, once, with a JSON body, for one of the `callFor` functions. */
export function postOf(config: ApiConfig, request: Request & { json: unknown }): DivarCall {
  return { ...callOf(config, request, config.sendTimeoutMs), method: 'POST', json: request.json }
}

function callOf(
  config: ApiConfig,
  { operation, path, accessToken, options }: Request,
  timeoutMs: number,
): Omit<DivarCall, 'method'> {
  return {
    operation,
    url: config.apiUrl + path,
    timeoutMs: options?.timeoutMs ?? timeoutMs,
    signal: options?.signal,
    withApiKey: true,
    ...(accessToken === undefined ? {} : { bearer: accessToken }),
  }
}
