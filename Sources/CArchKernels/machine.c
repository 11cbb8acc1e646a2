#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#endif
#if defined(__APPLE__)
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

// The bytes of a limit that are held back: what a process needs besides what it asks for.
enum { RESERVE = 32 << 20 };

static void lower(int64_t *least, int64_t bytes) {
  if (bytes < 1) bytes = 1;
  if (*least == 0 || bytes < *least) *least = bytes;
}

#if defined(__linux__)
static FILE *open_file(const char *root, const char *directory, const char *name) {
  char path[4096];
  const int length = snprintf(path, sizeof path, "%s%s%s", root, directory, name);
  return length > 0 && (size_t)length < sizeof path ? fopen(path, "r") : NULL;
}

// The number in a file, or after `key` in one of its lines; -1 if there is none.
static int64_t number_in(const char *root, const char *directory, const char *name, const char *key) {
  FILE *file = open_file(root, directory, name);
  if (!file) return -1;
  long long number = -1;
  char line[256];
  const size_t length = key ? strlen(key) : 0;
  while (fgets(line, sizeof line, file)) {
    if (key && strncmp(line, key, length) != 0) continue;
    if (sscanf(line + length, " %lld", &number) != 1) number = -1;
    break;
  }
  fclose(file);
  return number;
}

// What the control group in a directory still allows. Pages of files not used recently are given up first.
static void lower_by_group(
    int64_t *least, const char *root, const char *directory, const char *most, const char *used, const char *key) {
  const int64_t limit = number_in(root, directory, most, NULL);
  const int64_t usage = number_in(root, directory, used, NULL);
  // Version 1 writes a number beyond all memory if there is no limit.
  if (limit < 0 || usage < 0 || limit > INT64_MAX / 4) return;
  const int64_t pages = number_in(root, directory, "/memory.stat", key);
  lower(least, limit - usage + (pages > 0 ? pages : 0));
}

// Applies the limits of the control groups that this process is in, and of those around them.
static void lower_by_groups(int64_t *least, const char *root) {
  FILE *file = open_file(root, "/proc/self/cgroup", "");
  if (!file) return;
  char line[2048];
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    char *controllers = strchr(line, ':');
    char *path = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!path) continue;
    *path++ = 0;
    controllers++;
    const int isSecond = controllers[0] == 0;
    if (!isSecond) {
      const char *found = strstr(controllers, "memory");
      if (!found || (found > controllers && found[-1] != ',') || (found[6] != 0 && found[6] != ',')) continue;
    }
    char directory[3072];
    while (1) {
      snprintf(directory, sizeof directory, "/sys/fs/cgroup%s%s", isSecond ? "" : "/memory", path);
      if (isSecond) {
        lower_by_group(least, root, directory, "/memory.max", "/memory.current", "inactive_file");
      } else {
        lower_by_group(
            least, root, directory, "/memory.limit_in_bytes", "/memory.usage_in_bytes", "total_inactive_file");
      }
      // The group around it; in a container the outermost one has the limit.
      char *slash = strrchr(path, '/');
      if (!slash) break;
      *slash = 0;
    }
  }
  fclose(file);
}

// Applies what the limits of this process on its address space and its data still allow.
static void lower_by_process(int64_t *least) {
  long long pages[6] = {0};
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return;
  const int count = fscanf(
      file, "%lld %lld %lld %lld %lld %lld", &pages[0], &pages[1], &pages[2], &pages[3], &pages[4], &pages[5]);
  fclose(file);
  if (count < 6) return;
  const int64_t size = sysconf(_SC_PAGESIZE);
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < INT64_MAX / 4) {
    lower(least, (int64_t)limit.rlim_cur - pages[0] * size - RESERVE);
  }
  if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < INT64_MAX / 4) {
    lower(least, (int64_t)limit.rlim_cur - pages[5] * size - RESERVE);
  }
}
#endif

int64_t archk_free_memory(const char *root) {
  int64_t least = 0;
#if defined(__linux__)
  // What the kernel says is available without swapping.
  const int64_t kibibytes = number_in(root, "/proc/meminfo", "", "MemAvailable:");
  if (kibibytes > 0) lower(&least, kibibytes * 1024);
  lower_by_groups(&least, root);
  if (root[0] == 0) lower_by_process(&least);
#endif
  if (least > 0) return least;
  const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? (int64_t)pages * size : 0;
}

static _Thread_local int64_t in_use, peak;

void archk_tally(int64_t bytes) {
  in_use += bytes;
  if (in_use > peak) peak = in_use;
}

int64_t archk_peak(void) {
  const int64_t found = peak;
  in_use = peak = 0;
  return found;
}

int64_t archk_size(const void *memory) {
#if defined(__APPLE__)
  return (int64_t)malloc_size(memory);
#else
  return (int64_t)malloc_usable_size((void *)memory);
#endif
}

void *archk_allocate(int64_t bytes) {
  // Memory in pages of two mebibytes, if it is that large: a page at a time costs more than the work done in it.
  const size_t large = 2 << 20;
  const size_t size = bytes > 64 ? (size_t)bytes : 64;
  void *memory = NULL;
  if (posix_memalign(&memory, size >= large ? large : 64, size) != 0) return NULL;
#if defined(__linux__)
  if (size >= large) madvise(memory, size, MADV_HUGEPAGE);
#endif
  return memory;
}

void archk_free(void *memory) { free(memory); }
