import { describe, expect, it } from 'vitest'
import { isShipped } from './categories.ts'

describe('what is shipped', () => {
  it.each(['apartment-rent', 'apartment-sell', 'villa', 'light', 'motorcycles', 'sales-marketing', 'cleaning', 'jobs'])(
    'nothing under %s',
    (category) => {
      expect(isShipped(category)).toBe(false)
    },
  )

  it.each([null, '', 'mobile-phones', 'parts-accessories', 'bicycle', 'book-student-literature', 'a-new-category'])(
    'something may be under %s',
    (category) => {
      expect(isShipped(category)).toBe(true)
    },
  )
})
