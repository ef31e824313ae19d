import { deskPage } from '#app/_screens/desk-page.tsx'
import { TeamPage } from '#components/desk/team-page.tsx'
import { teamView } from '#lib/web/desk/team.ts'
import { changeTeam } from './actions.ts'

export default deskPage('/desk/team', 'team.manage', async (here) => (
  <TeamPage {...(await teamView(here))} frame={here.frame} act={changeTeam} />
))
