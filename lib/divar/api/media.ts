import { DivarResponseError, InvalidInputError } from '../errors.ts'
import { fieldsOf, isObject, readOptionalText, type TextRule } from '../fields.ts'
import { type CallOptions, callForJson } from '../http.ts'
import { idRules, type MediaToken } from '../ids.ts'
import type { DivarOperation } from '../operations.ts'
import { type ApiConfig, postOf } from './api-call.ts'

/** Divar says 5 megabytes and not which: the smaller ones. Contract §10. */
export const maxImageBytes = 5_000_000

export type Image = { bytes: Uint8Array; kind: 'image/png' | 'image/jpeg' }

const fileNames = { 'image/png': 'image.png', 'image/jpeg': 'image.jpg' } as const

// What may stand behind `Bearer`.
const uploadToken: TextRule = { max: 4096, pattern: /^[A-Za-z0-9._~+/-]+=*$/ }

/** What the bytes of one upload go with. Nothing comes of one that is not used. Throws the errors of Divar. Contract §10. */
export async function createUploadToken(config: ApiConfig, options?: CallOptions): Promise<string> {
  const path = '/experimental/open-platform/chat/upload'
  const answer = await callForJson(
    config,
    postOf(config, { operation: 'create_upload_token', path, json: {}, options }),
  )
  return tokenOf('create_upload_token', answer, 'token', uploadToken)
}

/**
 * Uploads an image to Divar in two steps, a token and the bytes, and gives what stands for it in a message. Nobody sees
 * it before a message is sent, so every failure may be tried again from the start. The bytes are taken as they are:
 * metadata must be out of them before. An empty image or one above `maxImageBytes` never leaves: `InvalidInputError`.
 * Throws the errors of Divar, too. Contract §10.
 */
export async function uploadImage(
  config: ApiConfig,
  image: Image,
  options?: CallOptions,
): Promise<{ mediaToken: MediaToken }> {
  const size = image.bytes.byteLength
  if (size === 0 || size > maxImageBytes) {
    throw new InvalidInputError('upload_image', `an image must have 1 to ${maxImageBytes} bytes`)
  }
  const bearer = await createUploadToken(config, options)
  const uploaded = await callForJson(config, {
    operation: 'upload_image',
    method: 'POST',
    url: `${config.chatUploadUrl}/upload/image`,
    timeoutMs: options?.timeoutMs ?? config.uploadTimeoutMs,
    signal: options?.signal,
    // The chat's host knows the upload token only.
    withApiKey: false,
    bearer,
    file: { name: fileNames[image.kind], ...image },
  })
  return { mediaToken: tokenOf('upload_image', uploaded, 'id', idRules.mediaToken) }
}

function tokenOf<Token extends string>(
  operation: DivarOperation,
  answer: unknown,
  name: string,
  rule: TextRule<Token>,
): Token {
  if (!isObject(answer)) throw new DivarResponseError(operation, 'not an object')
  const token = readOptionalText(fieldsOf(answer, ''), name, rule)
  if (token === null) throw new DivarResponseError(operation, name)
  return token
}
