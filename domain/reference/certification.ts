import type { ReferenceList } from './list.ts'

/** Certification schemes that a lot may carry beside its geographical indication. */
export const certificationList: ReferenceList = {
  code: 'certification',
  fields: [{ name: 'owner', kind: 'text', isRequired: true }],
}
