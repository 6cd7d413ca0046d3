// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/build_id.h"

#include "model/base/zone.h"

#include <fmt/format.h>

#include <cstring>
#include <elf.h>
#include <gnu/libc-version.h>
#include <link.h>

namespace foreshock {
namespace {

/// A note: sizes of its name and its text, a type, the name "GNU", then the text; each part in steps of 4 bytes.
std::string idIn(const char* at, std::size_t size) {
    const auto padded = [](std::size_t n) { return (n + 3) & ~std::size_t{3}; };
    while (size >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) note;
        std::memcpy(&note, at, sizeof(note));
        const std::size_t text = sizeof(note) + padded(note.n_namesz);
        const std::size_t whole = text + padded(note.n_descsz);
        if (whole > size)
            break;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(at + sizeof(note), "GNU", 4) == 0) {
            std::string out;
            for (std::size_t i = 0; i < note.n_descsz; ++i)
                out += fmt::format("{:02x}", static_cast<unsigned char>(at[text + i]));
            return out;
        }
        at += whole;
        size -= whole;
    }
    return {};
}

/// The first object that is listed is the program itself.
int readProgram(dl_phdr_info* object, std::size_t, void* into) {
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& part = object->dlpi_phdr[i];
        auto& id = *static_cast<std::string*>(into);
        if (part.p_type == PT_NOTE && id.empty())
            id = idIn(reinterpret_cast<const char*>(object->dlpi_addr + part.p_vaddr), part.p_memsz);
    }
    return 1;
}

std::string readBuildId() {
    std::string id;
    dl_iterate_phdr(readProgram, &id);
    return id.empty() ? id : fmt::format("{} libc {} zones {}", id, gnu_get_libc_version(), zoneDataVersion());
}

} // namespace

const std::string& buildId() {
    static const std::string id = readBuildId();
    return id;
}

} // namespace foreshock
