import type { BaseMeasures } from '#lib/addon/index.ts'
import type { EndedCall } from '#lib/divar/index.ts'
import type { Log } from '#lib/kernel/log.ts'

/** A line and a measure for each call to Divar, and a call to the one that counts them. Never its address: ids stand in it. */
export function divarWatch(
  log: Log,
  measures: BaseMeasures,
  counted: (call: EndedCall) => void = () => undefined,
): (call: EndedCall) => void {
  return (call) => {
    const { operation, outcome, httpStatus, seconds } = call
    const ms = Math.round(seconds * 1000)
    log.info({ event: 'divar_call', call: operation, outcome, httpStatus, ms }, 'call to Divar')
    measures.observe('divar_call', seconds, { call: operation, outcome })
    counted(call)
  }
}
