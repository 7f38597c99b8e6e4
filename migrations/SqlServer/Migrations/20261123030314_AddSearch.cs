using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SearchBeginnings",
                columns: table => new
                {
                    Letters = table.Column<long>(type: "bigint", nullable: false),
                    Word = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchBeginnings", x => new { x.Letters, x.Word });
                });

            migrationBuilder.CreateTable(
                name: "SearchedReports",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    ReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Rules = table.Column<int>(type: "int", nullable: false),
                    Words = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchedReports", x => x.Number);
                    table.ForeignKey(
                        name: "FK_SearchedReports_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SearchRounds",
                columns: table => new
                {
                    Rules = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    AllFoundAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchRounds", x => x.Rules);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchBeginnings_Word",
                table: "SearchBeginnings",
                column: "Word");

            migrationBuilder.CreateIndex(
                name: "IX_SearchedReports_ReportId",
                table: "SearchedReports",
                column: "ReportId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SearchBeginnings");

            migrationBuilder.DropTable(
                name: "SearchedReports");

            migrationBuilder.DropTable(
                name: "SearchEntries");

            migrationBuilder.DropTable(
                name: "SearchRounds");
        }
    }
}
