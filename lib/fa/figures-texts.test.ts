import { describe, expect, it } from 'vitest'
import { percentText, spanText, tookText } from './figures-texts.ts'

describe('figures in words', () => {
  it('tell the span that is known, and no value inside it', () => {
    expect(spanText('LCP', { above: 2000, upTo: 2500 })).toBe('۲ تا ۲٫۵ ثانیه')
    expect(spanText('INP', { above: null, upTo: 50 })).toBe('تا ۰٫۰۵ ثانیه')
    expect(spanText('TTFB', { above: 6000, upTo: null })).toBe('بیش از ۶ ثانیه')
    expect(spanText('CLS', { above: 0.01, upTo: 0.025 })).toBe('۰٫۰۱ تا ۰٫۰۲۵')
  })

  it('tell a percentage in Persian digits, without what is not there', () => {
    expect([99.5, 100, 0, 99.51].map(percentText)).toEqual(['۹۹٫۵٪', '۱۰۰٪', '۰٪', '۹۹٫۵۱٪'])
  })

  it('tell a time never shorter than it was', () => {
    expect([0.2, 59.1, 60, 61, 3600, 3660.5].map(tookText)).toEqual([
      '۱ ثانیه',
      '۱ دقیقه',
      '۱ دقیقه',
      '۱ دقیقه و ۱ ثانیه',
      '۱ ساعت',
      '۱ ساعت و ۲ دقیقه',
    ])
  })
})
