/** The service levels, fastest first. What each costs and carries stands in the tariff. */
export const services = ['city_express', 'city_same_day', 'post_vijeh', 'post_pishtaz'] as const

export type Service = (typeof services)[number]
