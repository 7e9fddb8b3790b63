import { error, redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

/** What every screen of somebody signed in stands on. Loaded once; kept right by the notices. */
export const load: LayoutServerLoad = ({ locals, url, depends }) => {
  const { session, service } = locals
  if (!session) redirect(303, `/sign-in?after=${encodeURIComponent(url.pathname)}`)
  if (session.colleague.role === 'screen') {
    if (url.pathname === '/huddle') redirect(303, '/screen')
    error(403, { message: 'A meeting room’s screen shows the huddle and nothing else.', code: 'not-allowed' })
  }
  // Told of a change of the catalogue, a desk loads this again and nothing else.
  depends('perch:catalogue')
  return service.desk(session)
}
