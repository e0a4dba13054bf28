package dev.healthdata.platform.cli;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a table on a command line; another name is answered with those that there are. */
public final class TableName implements ITypeConverter<Table> {
    @Override
    public Table convert(String name) {
        return Tables.find(name)
                .orElseThrow(
                        () -> new TypeConversionException("there is no table " + name + "; there are " + Tables.all()));
    }
}
