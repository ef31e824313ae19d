import { startHarness } from '../../simulator/testing/harness.ts'
import { carrierCompany } from '../index.ts'

/** Newest first; the fake app knows both. */
export const carrierKeys = ['bmV3LWtleS1uZXcta2V5', 'b2xkLWtleS1vbGQta2V5'].map((key) => `whsec_${key}`)

/** The simulator with the courier company beside it, and a fake app behind both. */
export const startCarrierHarness = () => startHarness((appUrl) => [carrierCompany({ appUrl, keys: carrierKeys })])
