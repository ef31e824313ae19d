/** Beside each field of the price calculator in which nothing was chosen. */
export const priceFaults = {
  from: 'شهر مبدأ را انتخاب کنید.',
  to: 'شهر مقصد را انتخاب کنید.',
  size: 'اندازهٔ بسته را انتخاب کنید.',
} as const

/** What the prices of a size cover. */
export const sizePriceNote =
  'کمترین مبلغ برای سبک‌ترین بستهٔ این اندازه است و بیشترین برای سنگین‌ترین بستهٔ شکستنی. قیمت شما از بیشترین مبلغ بالاتر نمی‌رود.'

/** Where no service takes the size on this way. */
export const noneGoes = 'فعلاً هیچ روشی این اندازه را در این مسیر نمی‌برد. اندازه یا شهر دیگری را امتحان کنید.'
