#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mman.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "CArchKernels.h"

int archk_processors(void) {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) return CPU_COUNT(&set);
#endif
  const long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}

int64_t archk_free_memory(void) {
  long long kibibytes = 0;
#if defined(__linux__)
  // What the kernel says can be had without swapping; a page of its own to read, so no file is needed to be there.
  FILE *file = fopen("/proc/meminfo", "r");
  if (file) {
    char line[128];
    while (fgets(line, sizeof line, file)) {
      if (sscanf(line, "MemAvailable: %lld kB", &kibibytes) == 1) break;
    }
    fclose(file);
  }
#endif
  if (kibibytes > 0) return kibibytes * 1024;
  const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? (int64_t)pages * size : 0;
}

void *archk_allocate(int64_t bytes) {
  // Memory in pages of two mebibytes, where there is as much: a page at a time costs more than the work done in it.
  const size_t large = 2 << 20;
  const size_t size = bytes > 64 ? (size_t)bytes : 64;
  void *memory = NULL;
  if (posix_memalign(&memory, size >= large ? large : 64, size) != 0) abort();
#if defined(__linux__)
  if (size >= large) madvise(memory, size, MADV_HUGEPAGE);
#endif
  return memory;
}

void archk_free(void *memory) { free(memory); }
