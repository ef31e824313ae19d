import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startHarness()
})
afterAll(() => divar.close())

describe('the scenario with several buyers', () => {
  it('has a seller with two posts, three buyers on the first, and a stranger with a post', () => {
    const { conversations } = divar.control.reset({ scenario: 'several-buyers' })
    const [first] = conversations
    expect(conversations.filter(({ post }) => post.token === first?.post.token)).toHaveLength(3)
    expect(new Set(conversations.map(({ demand }) => demand.id)).size).toBe(4)
    expect(new Set(conversations.map(({ supplier }) => supplier.id)).size).toBe(1)
    const owners = divar.control.people().filter(({ posts }) => posts.length > 0)
    expect(owners.map(({ id, posts }) => [id, posts.map(({ city }) => city)])).toEqual([
      ['shirin', ['tehran', 'isfahan']],
      ['zohreh', ['shiraz']],
    ])
  })

  it('gives posts, people and their chatbots new names after a reset with fresh data', () => {
    const names = (fresh: boolean) => {
      const { conversations } = divar.control.reset({ scenario: 'several-buyers', fresh })
      const people = divar.control.people()
      return [
        ...new Set(conversations.flatMap(({ id, post }) => [id, post.token])),
        ...people.flatMap(({ idForApp, botConversationId, posts }) => [
          idForApp,
          botConversationId,
          ...posts.map(({ token }) => `owned ${token}`),
        ]),
      ]
    }
    const old = names(false)
    const fresh = names(true)
    expect(fresh).toHaveLength(old.length)
    expect(fresh.filter((name) => old.includes(name))).toEqual([])
    for (const { posts } of divar.control.people()) {
      for (const { token } of posts) expect(token).toMatch(/^\w{9}$/)
    }
  })
})
