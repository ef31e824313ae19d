import { describe, expect, it } from 'vitest'
import { peykScenarios } from './scenarios.ts'

describe('the scenario of the demo', () => {
  it('begins with a post that can be sent, with a picture, and then has one that is larger than every size', () => {
    const { posts, conversations } = peykScenarios.demo ?? { posts: [], conversations: [] }
    const [first, second] = conversations.map(({ post }) => posts.find(({ token }) => token === post))
    expect([first?.art, first?.category]).toEqual(['phone', 'mobile-phones'])
    expect([second?.art, second?.category]).toEqual(['fridge', 'refrigerator-freezer'])
  })
})
