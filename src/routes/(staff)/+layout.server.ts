import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

/** What every screen of somebody signed in stands on. Loaded once; kept right by the notices. */
export const load: LayoutServerLoad = ({ locals, url, depends }) => {
  const { session, service } = locals
  if (!session) redirect(303, `/sign-in?after=${encodeURIComponent(url.pathname)}`)
  // Everything else of staff's is refused it before (hooks.server.ts).
  if (session.colleague.role === 'screen') redirect(303, '/screen')
  // Told of a change of the catalogue, a desk loads this again and nothing else.
  depends('perch:catalogue')
  return service.desk(session)
}
