import { expect, it } from 'vitest'
import { accessWorld } from '#lib/addon/access/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import type { Post } from '#lib/divar/index.ts'
import type { SeatContext } from '../seat/seated.ts'
import { knownPost, noteSeenPost, postPlaceOf, seenPost } from './seen-post.ts'

const post = {
  token: 'post-1',
  title: 'دوچرخه',
  city: 'tehran',
  district: 'vanak',
  category: 'bicycle',
  state: 'PUBLISHED',
  imageUrl: 'https://s101.divarcdn.com/1.jpg',
  price: { isFixed: true, value: 42_000_000 },
  chatEnabled: true,
} as Post

const { title, city, district, category, imageUrl } = post
const seen = { title, city, district, category, imageUrl, price: 42_000_000 }

describeOnBothEngines('the post of a seat', (open) => {
  /** A seat, as each of several processes looks at it: each with a Divar that answers it or not. */
  async function world() {
    const { deps, arrive } = accessWorld(open().db)
    const { seatId } = await arrive()
    return async (answer: Post | null): Promise<Pick<SeatContext, 'app' | 'seat'>> => {
      const seat = await deps.store.findSeat(seatId)
      if (!seat) throw new Error('there is no such seat')
      return { seat, app: { access: deps, posts: async () => answer } as unknown as SeatContext['app'] }
    }
  }

  it('that one process read is known to another that Divar refuses it', async () => {
    const processWith = await world()
    expect(await seenPost(await processWith(null))).toBeNull()
    expect(await noteSeenPost(await processWith(post))).toEqual(seen)
    expect(await seenPost(await processWith(null))).toEqual(seen)
    expect(await noteSeenPost(await processWith(null))).toEqual(seen)
  })

  it('is what Divar says now, and keeps what Divar no longer tells', async () => {
    const processWith = await world()
    await noteSeenPost(await processWith(post))
    const without = { ...post, title: '', district: null, category: null, price: null }
    const moved = { ...seen, city: 'karaj', district: null }
    expect(await noteSeenPost(await processWith({ ...without, city: 'karaj' }))).toEqual(moved)
    expect(await seenPost(await processWith({ ...without, city: '' }))).toEqual(moved)
  })

  it('loses its picture when the seller took it down, and not when Divar told nothing of it', async () => {
    const processWith = await world()
    await noteSeenPost(await processWith(post))
    const silent = { ...post, title: '', imageUrl: null }
    expect(await noteSeenPost(await processWith(silent))).toEqual(seen)
    expect(await noteSeenPost(await processWith({ ...post, imageUrl: null }))).toEqual({ ...seen, imageUrl: null })
  })

  it('is asked for once more where the version before stored it without a picture, and then no more', async () => {
    const processWith = await world()
    const before = await processWith(null)
    await before.app.access.store.setSeenPost(before.seat.id, { title, city, district, category })
    expect(await knownPost(await processWith(null))).toEqual({ title, city, district, category })
    expect(await knownPost(await processWith(post))).toEqual(seen)
    expect(await knownPost(await processWith({ ...post, title: 'چرخ' }))).toEqual(seen)
  })

  it('loses its price where Divar now says that it is by agreement', async () => {
    const processWith = await world()
    await noteSeenPost(await processWith(post))
    const byAgreement = { ...post, price: { isFixed: false, value: 42_000_000 } }
    expect(await noteSeenPost(await processWith(byAgreement))).toEqual({ ...seen, price: null })
    expect(await seenPost(await processWith(null))).toEqual({ ...seen, price: null })
  })

  it('that an earlier version saw has no price until Divar says one', async () => {
    const processWith = await world()
    const { seat, app } = await processWith(null)
    const { price: _, ...earlier } = seen
    await app.access.store.setSeenPost(seat.id, earlier)
    expect(await noteSeenPost(await processWith({ ...post, price: null }))).toEqual({ ...seen, price: null })
    expect(await noteSeenPost(await processWith(post))).toEqual(seen)
  })

  it('is not stored by a look that writes nothing', async () => {
    const processWith = await world()
    expect(await seenPost(await processWith(post))).toEqual(seen)
    expect((await processWith(null)).seat.seenPost).toBeNull()
  })

  it('is not written again while it is the same, nor to a seat that was erased', async () => {
    const processWith = await world()
    await noteSeenPost(await processWith(post))
    const again = await processWith(post)
    const refuse = async () => await Promise.reject(new Error('written again'))
    const store = { ...again.app.access.store, setSeenPost: refuse }
    const app = { ...again.app, access: { ...again.app.access, store } }
    expect(await noteSeenPost({ ...again, app })).toEqual(seen)

    const late = await processWith({ ...post, title: 'چرخ' })
    await late.app.access.store.removeSeats([late.seat.id])
    await noteSeenPost(late)
    expect(await late.app.access.store.findSeat(late.seat.id)).toBeNull()
  })
})

it('the place of a post that its seat never read is the one of an earlier draft', () => {
  const earlier = { city: 'qom', district: null }
  const choices = { postPlace: earlier } as Parameters<typeof postPlaceOf>[1]
  expect(postPlaceOf(null, choices)).toEqual(earlier)
  expect(postPlaceOf({ ...seen, city: null, district: null }, choices)).toEqual(earlier)
  expect(postPlaceOf(seen, choices)).toEqual({ city: 'tehran', district: 'vanak' })
  expect(postPlaceOf(null, null)).toBeNull()
})
