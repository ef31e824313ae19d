import { describe, expect, it } from 'vitest'
import { erasureSentence } from './erase-texts.ts'
import { problemLead } from './problem-texts.ts'

describe('what a report and an erasure say of the business', () => {
  it('name it, and say where its answer will stand and whom to call', () => {
    const lead = problemLead({ name: 'پیک بادپا', phone: '02191001234' })
    expect(lead).toContain('«\u2068پیک بادپا\u2069»')
    expect(lead).toContain('هر وقت پاسخ بدهند، در همین مرسوله می‌بینید')
    expect(lead).toContain('۰۲۱۹۱۰۰۱۲۳۴')
    expect(erasureSentence('goes_on', 'picked_up', 'DEMAND', 'پیک بادپا')).toContain('«\u2068پیک بادپا\u2069»')
    expect(erasureSentence('cancelled', 'accepted', 'SUPPLY', 'پیک بادپا')).toContain('«\u2068پیک بادپا\u2069»')
  })

  it('say the trade where there is no name, and no number where there is no phone', () => {
    const lead = problemLead({ name: null, phone: null })
    expect(lead).toContain('به شرکت پیک فرستاده')
    expect(lead).not.toContain('زنگ')
    expect(erasureSentence('goes_on', 'picked_up', 'SUPPLY', null)).toContain('به شرکت پیک می‌گوییم')
  })
})
