import { expect, it } from 'vitest'
import { findSize } from './find-size.ts'
import { wordsOf } from './words.ts'

it.each([
  ...(
    [
      'کوچک',
      'کوچیک',
      'کوچیکه',
      'کوچکه',
      'کوچیک دیگه',
      'کوچولو',
      'کوچولوئه',
      'کوچولوعه',
      'کوچیکهه',
      'کوچکست',
      'کوچیکیه',
      'یه گوشی کوچیکه',
      'سایز کوچیک',
      'کوچیکشه',
    ] as const
  ).map((text) => [text, 'small'] as const),
  ...(['koochike', 'kuchik', 'kochak', 'kocholo', 'small', 'koochikeh'] as const).map(
    (text) => [text, 'small'] as const,
  ),
  ...(
    [
      'متوسط',
      'متوسطه',
      'یه بسته متوسط',
      'سایز متوسط',
      'متوسط هست',
      'متوسطش',
      'متوسطیه',
      'motavaset',
      'motevasete',
      'medium',
      'مدیومه',
      'اندازه‌اش متوسطه',
    ] as const
  ).map((text) => [text, 'medium'] as const),
  ...(
    [
      'بزرگ',
      'بزرگه',
      'بزرگه دیگه',
      'بزرگیه',
      'یه بسته بزرگ',
      'بزرگست',
      'بزرگ است',
      'bozorg',
      'bozorge',
      'bozorgeh',
      'بزرگههه',
      'گندس',
      'بزرگ‌تر',
      'large',
    ] as const
  ).map((text) => [text, 'large'] as const),
  ...(
    [
      'خیلی بزرگ',
      'خیلی بزرگه',
      'خیلیییی بزرگه',
      'بسیار بزرگ است',
      'خیلی هم بزرگه',
      'kheili bozorge',
      'xl',
      'فوق‌العاده بزرگ',
      'x large',
    ] as const
  ).map((text) => [text, 'xlarge'] as const),
  ...(
    [
      'پاکت',
      'پاکته',
      'مدارکه',
      'مدرکه',
      'نامه‌ست',
      'نامه',
      'یه پاکت کوچیک',
      'مدارکمه',
      'مدرکای دانشگاه',
      'paket',
      'madareke',
      'چند تا سنده',
      'پاکتیه',
    ] as const
  ).map((text) => [text, 'envelope'] as const),
  ...(
    [
      'بزرگوار',
      'بزرگراه',
      'بزرگ‌راه',
      'بزرگواری',
      'بزرگوارید',
      'بزرگ سال',
      'پدربزرگ',
      'پدر بزرگ',
      'مادر بزرگم',
      'بزرگان',
      'بزرگداشت',
      'به بزرگی خودتون',
      'نه خیلی بزرگ',
      'کوچه بزرگی',
      'bozorgvar',
      '۲ کیلو',
      'یه گوشیه',
      'یخچال',
      'کوچیک نیست',
      'خیلی بزرگ نیست',
      'کوچیک یا متوسط',
      'کوچه',
      'کوچ',
      'متوسل',
      'برنامه',
      'گواهینامه',
      'نامزد',
      'مدرسه',
      '',
    ] as const
  ).map((text) => [text, null] as const),
])('findSize reads «%s» as %s', (text, size) => {
  expect(findSize(wordsOf(text))).toBe(size)
})
