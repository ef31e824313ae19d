/**
 * Rules of one kind, and the tests that must notice any change of them. A group is a run of its own: what is computed when
 * a file is loaded, such as a table, is tried with all the group's tests.
 */
export type Group = { name: string; rules: string[]; tests: string[] }

const shipping = 'lib/shipping/use-cases'
const access = 'lib/addon/access/use-cases'

export const groups: Group[] = [
  {
    name: 'prices',
    rules: ['lib/shipping/{quote,tariff,distance,parcel}.ts', 'lib/kernel/toman.ts'],
    tests: ['lib/shipping/{quote,tariff,distance,parcel}.test.ts', 'lib/kernel/toman.test.ts'],
  },
  {
    name: 'steps',
    rules: [
      'lib/shipping/{status,message-budget}.ts',
      `${shipping}/{transition,book,accept,reject,cancel,expire,announce,carrier-step}.ts`,
    ],
    tests: [
      'lib/shipping/{status,message-budget}.test.ts',
      `${shipping}/{book,accept,reject,cancel,expire,announce,carrier-step,counter}.test.ts`,
    ],
  },
  {
    name: 'messages',
    rules: [
      'lib/addon/outbox/*.ts',
      'lib/addon/messages/{queue-message,chat-channel}.ts',
      'lib/db/stores/{outbox,messages}.ts',
    ],
    tests: [
      'lib/addon/{outbox,messages}/*.test.ts',
      '!lib/addon/messages/interleaving.test.ts',
      'lib/db/stores/messages.test.ts',
    ],
  },
  {
    name: 'outcomes',
    rules: ['lib/adapters/{divar-chat,divar-proof,carrier-webhook}.ts'],
    tests: ['lib/adapters/{divar-chat,divar-proof,carrier-webhook}.test.ts'],
  },
  {
    name: 'carrier',
    rules: [
      'lib/carrier/{signature,queue-order,webhook-channel,proof-channel,receive-proof}.ts',
      'lib/db/stores/{orders,proofs}.ts',
    ],
    tests: ['lib/carrier/*.test.ts', '!lib/carrier/*interleaving.test.ts', 'lib/db/stores/{orders,proofs}.test.ts'],
  },
  {
    name: 'access',
    rules: [
      `${access}/{redeem-ticket,consent,carried-consent,fresh-token,live-grant,resolve-session}.ts`,
      'lib/addon/retention/{retention,erase-due}.ts',
      'lib/db/stores/{grants,tickets,attempts,seats,sessions}.ts',
    ],
    tests: [
      `${access}/{redeem-ticket,consent,carried-consent,fresh-token,live-grant,resolve-session}.test.ts`,
      'lib/addon/access/call-store.test.ts',
      'lib/addon/retention/erase-due.test.ts',
      'lib/services/{erase-expired,retention}.test.ts',
      'lib/db/stores/{grants,once}.test.ts',
    ],
  },
  {
    name: 'assistant',
    rules: ['lib/assistant/rules.ts', 'lib/assistant/use-cases/{keep,answer}.ts'],
    tests: ['lib/assistant/{rules,settings}.test.ts', 'lib/assistant/use-cases/*.test.ts'],
  },
]

/** Without a name the first one, for tools that only read the settings of a run. */
export function groupOf(name = groups[0]?.name): Group {
  const group = groups.find((one) => one.name === name)
  if (!group) throw new Error(`no group is called ${name}`)
  return group
}
