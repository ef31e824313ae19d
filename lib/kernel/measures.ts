/** What is counted, and by what. Each value is one of a few: never an id, a code, a text, or anything of a person. */
export type Counted = {
  launches: 'kind' | 'version'
  launch_user_mismatches: 'mode'
  consents: 'outcome'
  chat_messages: 'kind' | 'state'
  events: 'type' | 'kind'
  /** Event subscriptions by what became of an attempt to keep them. */
  subscriptions: 'outcome'
  /** Questions of buyers by what the assistant did. */
  assistant_answers: 'outcome'
  chatbot_messages: 'outcome'
  /** Peyk's calls to the carrier. */
  carrier_orders: 'type' | 'state'
  /** Pictures for the receiving side. */
  proofs: 'way' | 'state'
  /** The carrier's calls to Peyk. */
  carrier_calls: 'outcome'
  /** Of them, those whose signature does not cover the tracking code. */
  carrier_unbound_calls: 'call'
}

/** What is timed, in seconds, and by what. */
export type Timed = {
  /** From what happened at Divar to Peyk hearing of it. */
  event_lag: never
  page: 'page'
  action: 'action' | 'outcome'
  route: 'route' | 'status'
  divar_call: 'call' | 'outcome'
  job: 'queue' | 'outcome'
}

/** Where an operator's numbers come from. Neither call throws, waits, or costs more than a few additions. */
export type Measures = {
  count<Name extends keyof Counted>(name: Name, labels: Record<Counted[Name], string>): void
  observe<Name extends keyof Timed>(name: Name, seconds: number, labels: Record<Timed[Name], string>): void
}

/** Starts a stopwatch: called again and again, it gives the seconds since. No clock that anybody moves. */
export function stopwatch(): () => number {
  const start = performance.now()
  return () => (performance.now() - start) / 1000
}
