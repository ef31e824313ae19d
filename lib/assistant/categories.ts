/**
 * Divar's categories under which nothing is shipped by a courier. A post names its leaf category alone, by its slug:
 * Contract §7.3, with a few of them. The others are the slugs in Divar's own addresses; what Divar calls them now is in
 * `GET /v1/open-platform/assets/category`, Contract §7.5.
 */
const unshipped = {
  /** Nobody sends a home. What comes with one, as a key, is handed over. */
  homes: [
    'apartment-sell',
    'house-villa-sell',
    'plot-old',
    'apartment-rent',
    'house-villa-rent',
    'office-sell',
    'shop-sell',
    'industry-agriculture-business-sell',
    'office-rent',
    'shop-rent',
    'industry-agriculture-business-rent',
    'suite-apartment',
    'villa',
    'workspace',
    'partnership',
    'presell',
    'agency',
    'financial-legal',
  ],
  /**
   * What drives itself is driven, or brought by a car transporter: a parcel's price would be wrong under each of them.
   * Their parts (`parts-accessories`) are shipped every day.
   */
  vehicles: ['light', 'heavy', 'classic', 'classic-car', 'rental', 'rental-car', 'motorcycles', 'boat'],
  jobs: [
    'administration-and-hr',
    'janitorial-cleaning',
    'construction-craft',
    'shop-restaurant',
    'computer-and-it',
    'accounting-finance-legal',
    'sales-marketing',
    'industrial-technology',
    'education',
    'transportation',
    'care-health-beauty',
    'media-advertising',
  ],
  services: [
    'car-and-motor',
    'catering',
    'computer-and-mobile',
    'domains-and-websites',
    'hosting-and-web-design',
    'broadband-internet-service',
    'computer-hardware-and-software',
    'mobile-phone-repair',
    'accounting-and-finance',
    'transport',
    'craftsmen',
    'beauty-and-haircare',
    'entertainment',
    'cleaning',
    'garden-and-landscaping',
    'teaching',
    'foreign-language',
    'school',
    'software',
    'art',
    'services-sports',
    'consulting',
  ],
} as const

/** Should Divar ever give one that is no leaf. */
const branches = [
  ...['real-estate', 'residential-sell', 'residential-rent', 'commercial-sell', 'commercial-rent', 'temporary-rent'],
  ...['real-estate-services', 'cars', 'jobs', 'services'],
]

const allUnshipped: ReadonlySet<string> = new Set([...Object.values(unshipped).flat(), ...branches])

/** Whether a post of this category is about something that can be shipped. Of one that is not known: yes. */
export const isShipped = (category: string | null): boolean => category === null || !allUnshipped.has(category)
