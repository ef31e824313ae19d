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
