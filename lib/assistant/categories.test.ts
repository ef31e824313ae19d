import { describe, expect, it } from 'vitest'
import { isShipped } from './categories.ts'

describe('posts that can be shipped', () => {
  it.each(['apartment-rent', 'apartment-sell', 'villa', 'light', 'motorcycles', 'sales-marketing', 'cleaning', 'jobs'])(
    'exclude every category under %s',
    (category) => {
      expect(isShipped(category)).toBe(false)
    },
  )

  it.each([null, '', 'mobile-phones', 'parts-accessories', 'bicycle', 'book-student-literature', 'a-new-category'])(
    'may include categories under %s',
    (category) => {
      expect(isShipped(category)).toBe(true)
    },
  )
})
