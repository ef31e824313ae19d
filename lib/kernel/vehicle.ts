/** What a courier comes with. */
export const vehicles = ['motorcycle', 'car', 'van', 'truck', 'bicycle', 'on_foot'] as const

export type Vehicle = (typeof vehicles)[number]

/** The vehicle that a text names; null for any other text. */
export const parseVehicle = (text: string): Vehicle | null => vehicles.find((vehicle) => vehicle === text) ?? null
