import { draftPage } from '#app/_screens/seat-page.tsx'
import { whatScreen } from './what.tsx'

export default draftPage('/s/[seat]', whatScreen)
