import { describe, expect, it, vi } from 'vitest'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { type ActionHandler, answerCall, type CallDeps, type LaunchHandler } from './answer-call.ts'
import { byButton } from './button.ts'

const launch = {
  source: 'CHAT',
  post_token: 'post-1',
  conversation_id: 'talk-1',
  user_side: 'DEMAND',
  user_id: 'ali',
}
const tap = (data: object, change: object = {}) => ({
  ...{ touchpoint: 'CHAT', conversation_id: 'talk-1', user_side: 'DEMAND', extra_data: data },
  ...change,
})

function world({ actions = [], launches = [] }: { actions?: ActionHandler[]; launches?: LaunchHandler[] } = {}) {
  const { measures, noted } = notedMeasures()
  const logged: object[] = []
  const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined }
  const accept = vi.fn<CallDeps['accept']>(async () => ({ kind: 'ticket', ticket: 'ticket-1' }))
  const actorOf = vi.fn<CallDeps['actorOf']>(async ({ conversationId, side }) =>
    conversationId !== null && side !== null ? { conversationId, side } : null,
  )
  const deps: CallDeps = {
    ...{ appUrl: 'https://app.example', measures, accept, actorOf, neutralText: 'neutral' },
    log: { ...silent, info: (what: object) => void logged.push(what) },
    launchOf: byButton(launches),
    actionOf: byButton(actions),
    withoutConversation: (postToken) => `/elsewhere/${postToken}`,
  }
  const answer = async (json: unknown, version: string | null = '2') => await answerCall(deps, version, json)
  return { answer, accept, actorOf, noted, logged }
}

describe('the answer to a launch', () => {
  it('is a ticket, which is counted and not logged', async () => {
    const { answer, noted, logged } = world()
    expect(await answer(launch)).toEqual({ status: 200, body: { url: 'https://app.example/launch/ticket-1' } })
    expect(JSON.stringify(logged)).not.toContain('ticket-1')
    expect(logged).toMatchObject([{ event: 'launch', kind: 'ticket', version: 2, source: 'CHAT' }])
    expect(noted).toHaveLength(1)
  })

  it.each([
    [{ kind: 'no_conversation', postToken: 'post-1' } as const, '/elsewhere/post-1'],
    [{ kind: 'other_divar_user' } as const, '/problem/other_divar_user'],
  ])('leads without a ticket (%j) to %s', async (accepted, path) => {
    const { answer, accept } = world()
    accept.mockResolvedValueOnce(accepted)
    expect((await answer(launch)).body).toEqual({ url: `https://app.example${path}` })
  })

  it('comes from the handler of its button, otherwise from the default', async () => {
    const onLaunch = vi.fn<LaunchHandler['onLaunch']>(async ({ userId }) => (userId === 'ali' ? '/own' : null))
    const { answer, accept } = world({ launches: [{ button: { key: 'way', value: 'own' }, onLaunch }] })
    const from = async (data: object, userId = 'ali') =>
      (await answer({ ...launch, user_id: userId, extra_data: data })).body
    expect(await from({ way: 'own' })).toEqual({ url: 'https://app.example/own' })
    expect(accept).not.toHaveBeenCalled()
    for (const [data, user] of [[{ way: 'own' }, 'sara'], [{ way: 'other' }], [{}]] as const) {
      expect(await from(data, user)).toEqual({ url: 'https://app.example/launch/ticket-1' })
    }
    expect(onLaunch).toHaveBeenCalledTimes(2)
  })

  it('is a refusal with a reason when the launch cannot be read', async () => {
    expect(await world().answer([])).toEqual({ status: 400, body: { reason: 'the body must be a JSON object' } })
  })
})

describe('the answer to a tap', () => {
  const toSide = vi.fn(async (_action: unknown, { side }: { side: string }) => `hello ${side}`)
  const toConversation = vi.fn(async (_action: unknown, conversationId: string) => `hello ${conversationId}`)
  const actions: ActionHandler[] = [
    { button: { key: 'talk' }, needs: 'conversation', onAction: toConversation },
    { button: { key: 'do', value: 'greet' }, needs: 'side', onAction: toSide },
    { button: { key: 'stale' }, needs: 'side', onAction: async () => null },
    { button: { key: 'ask' }, needs: 'side', onAction: async () => ({ open: { page: 'why' }, text: 'why?' }) },
  ]
  const textFor = async (body: object) => (await world({ actions }).answer(body)).body

  it.each([
    ['of its conversation, without a side', tap({ talk: '1' }, { user_side: '' }), 'hello talk-1'],
    ['of a side', tap({ do: 'greet' }), 'hello DEMAND'],
    ['on two sorts of buttons at once is of the first declared', tap({ do: 'greet', talk: '1' }), 'hello talk-1'],
  ])('comes from the handler for %s', async (_title, body, text) => {
    expect(await textFor(body)).toEqual({ text_message: text })
  })

  it.each([
    ['on a button of nobody', tap({ do: 'harm' })],
    ['on a button with a name of every object', tap({ toString: 'x', constructor: 'y' })],
    ['without data', tap({})],
    ['without a conversation', tap({ talk: '1' }, { conversation_id: null })],
    ['without a side where one is needed', tap({ do: 'greet' }, { user_side: '' })],
    ['about which there is nothing to do', tap({ stale: '1' })],
  ])('is the neutral text for %s', async (_title, body) => {
    expect(await textFor(body)).toEqual({ text_message: 'neutral' })
  })

  it('opens the app where its handler asks for that, with a text', async () => {
    const action = { open_server_link: { data: { page: 'why' } } }
    expect(await textFor(tap({ ask: '1' }))).toEqual({ action, text_message: 'why?' })
  })

  it("changes nothing when another Divar user than the side's taps", async () => {
    toSide.mockClear()
    const { answer, actorOf } = world({ actions })
    actorOf.mockResolvedValueOnce(null)
    expect((await answer(tap({ do: 'greet' }))).body).toEqual({ text_message: 'neutral' })
    expect(toSide).not.toHaveBeenCalled()
  })

  it('is a failure when the handler throws', async () => {
    const onAction = async () => await Promise.reject(new Error('no'))
    const { answer } = world({ actions: [{ button: { key: 'do' }, needs: 'side', onAction }] })
    await expect(answer(tap({ do: 'greet' }))).rejects.toThrow('no')
  })
})

describe('the declared buttons', () => {
  const named = (key: string, value?: string) => ({ button: value === undefined ? { key } : { key, value } })

  it.each([
    ['the same twice', [named('a', '1'), named('a', '1')]],
    ['any value before one', [named('a'), named('a', '1')]],
  ])('stop the start when one can never be reached (%s)', (_title, all) => {
    expect(() => byButton(all)).toThrow('two handlers have the button a')
  })

  it('may match one value before a general handler', () => {
    const find = byButton([named('a', '1'), named('a')])
    expect([find({ a: '1' }), find({ a: '2' }), find({ b: '1' })]).toEqual([named('a', '1'), named('a'), null])
  })
})
