import { Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach } from 'vitest'

// The same cases each time: a red run means that the change broke something. FAST_CHECK_SEED=$RANDOM looks for new ones.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) })

/** A unit test reaches this machine only: a forgotten fake must fail here, not depend on somebody's network. */
const connect = Socket.prototype.connect
// Names under `.invalid` lead nowhere by definition, which a test may want to see.
const loopback = /^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0|::||.*\.invalid)$/

function guarded(this: Socket, ...given: unknown[]) {
  const first: unknown = Array.isArray(given[0]) ? given[0][0] : given[0]
  const host = typeof first === 'object' && first !== null && 'host' in first ? String(first.host ?? '') : ''
  const plain = typeof first === 'number' && typeof given[1] === 'string' ? given[1] : host
  if (!loopback.test(plain)) {
    this.destroy(new Error(`a unit test reached out to ${plain}: the network is off`))
    return this
  }
  return Reflect.apply(connect, this, given)
}

// Once in a process, however many files run in it.
if (connect.name !== guarded.name) Socket.prototype.connect = guarded as typeof connect

let complaints: unknown[][] = []
const original = console.error

beforeEach(() => {
  complaints = []
  console.error = (...parts: unknown[]) => {
    complaints.push(parts)
    original(...parts)
  }
})

afterEach(() => {
  console.error = original
  if (complaints.length > 0) throw new Error(`console.error was called: ${complaints.map(String).join('; ')}`)
})
