import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Signing = {
  challenge: string
  origin?: string
  rpId?: string
  /** Whether the device saw its person. */
  sees?: boolean
  counter?: number
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

/** A device with one passkey, which signs what it is asked to, rightly or not. */
export function softPasskey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (tag: number, text: string) =>
    Buffer.concat([Buffer.from([tag, 0x58, 0x20]), Buffer.from(text, 'base64url')])
  // COSE: an ES256 key on P-256.
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01])
  const id = randomBytes(16).toString('base64url')
  return {
    id,
    publicKey: Buffer.concat([head, coordinate(0x21, x), coordinate(0x22, y)]).toString('base64url'),
    /** What a browser would send. */
    sign({
      challenge,
      origin = 'https://peyk.example.ir',
      rpId = 'peyk.example.ir',
      sees = true,
      counter = 1,
    }: Signing) {
      const counted = Buffer.alloc(4)
      counted.writeUInt32BE(counter)
      const data = Buffer.concat([sha256(rpId), Buffer.from([sees ? 0x05 : 0x01]), counted])
      const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }))
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const response = {
        authenticatorData: data.toString('base64url'),
        clientDataJSON: client.toString('base64url'),
        signature: signature.toString('base64url'),
      }
      return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
    },
  }
}
