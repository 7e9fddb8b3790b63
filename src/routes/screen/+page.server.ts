import type { PageServerLoad } from './$types'

/** Who this browser is: a shared screen, a colleague's (which cannot be one), or nobody's, which waits to be paired. */
export const load: PageServerLoad = ({ locals: { session } }) => {
  if (!session) return { kind: 'unpaired' as const }
  const { name, role } = session.colleague
  return role === 'screen' ? { kind: 'paired' as const } : { kind: 'taken' as const, name }
}
