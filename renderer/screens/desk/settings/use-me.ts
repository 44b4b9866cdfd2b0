import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/station.ts';

/** Whose session it is, and what they may do. */
export function useMe() {
  return useQuery({ queryKey: ['desk', 'me'], queryFn: () => api['staff.me']({}), gcTime: 0 });
}
