import type { Post, Side } from '../world.ts'

export type ScenarioData = {
  /** What the home page calls it. */
  title?: string
  users: { id: string; name: string; phone: string }[]
  /** `owner` left out: the seller of the first conversation about it. */
  posts: (Omit<Post, 'ownerId' | 'deleted'> & { owner?: string })[]
  /** A fresh beginning gives the posts new tokens too. */
  freshPosts?: boolean
  conversations: {
    id: string
    post: string
    supplier: string
    demand: string
    /** Who wrote, how many minutes ago, what. */
    messages: [Side, number, string][]
  }[]
}
