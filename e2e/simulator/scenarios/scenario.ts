import type { Post, Side } from '../world.ts'

export type ScenarioData = {
  users: { id: string; name: string; phone: string }[]
  posts: Post[]
  conversations: {
    id: string
    post: string
    supplier: string
    demand: string
    /** Who wrote, how many minutes ago, what. */
    messages: [Side, number, string][]
  }[]
}
