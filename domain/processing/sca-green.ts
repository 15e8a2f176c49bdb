/** Full defects of each category on 350 g; SNI counts on 300 g: never mix the two. */
export interface ScaCounts {
  category1: number
  category2: number
}

/** Specialty green coffee: no defect of category 1, at most five of category 2 on 350 g [G11]. */
export function isSpecialtyGreen({ category1, category2 }: ScaCounts): boolean {
  return category1 === 0 && category2 <= 5
}
